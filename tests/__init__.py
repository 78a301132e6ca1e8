"""Tests of the edition and of the tool that makes it."""
