"""The keys: global bindings, a person's own keys, every action by name."""
