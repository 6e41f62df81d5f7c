"""The versions of the policy, and what is in them."""
