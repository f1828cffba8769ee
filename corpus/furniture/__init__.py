"""What a web page puts around an article: rules that set it apart, each with an example and a counter-example."""
