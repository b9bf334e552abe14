"""Kinds of records that belong to an engagement: its evaluations, matrices, prompts and roadmap."""
