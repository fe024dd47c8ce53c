"""Reporters: diagnostics in, text out."""
