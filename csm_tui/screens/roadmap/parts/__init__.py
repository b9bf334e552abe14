"""The parts of a roadmap's page, one module each."""
