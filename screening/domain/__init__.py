"""The words of the policy, and its tables: who may do what, and when it is possible."""
