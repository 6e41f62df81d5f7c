"""What an equality officer reads: signs, figures, reviews, monitoring."""
