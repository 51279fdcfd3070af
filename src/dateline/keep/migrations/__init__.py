"""Migrations of the store, applied by `keep.migrate` when a store is opened."""
