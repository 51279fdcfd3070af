"""Dateline reads reporting on armed conflicts and keeps a sourced record of it."""
