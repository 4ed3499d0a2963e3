"""The field itself: values and rules. Pure: no Qt, no files, no network, no clock."""
