"""What everything that was seen adds up to, by weights that were fitted to labelled cases."""
