"""Kinds of records that are one person's: their hours, appointments, views and evaluations of their own work."""
