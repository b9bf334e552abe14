"""The particular forms: what each asks for, what saving it changes, and how it is reopened from its draft."""
