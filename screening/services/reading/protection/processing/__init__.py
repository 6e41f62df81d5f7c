"""The record of processing and the impact assessment, made from the settings as they are now."""
