"""How good the matching is: sets of judged texts and benchmarks, and the measures over them."""
