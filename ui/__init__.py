"""The chat that people see: knows assistant, and is the only place that imports gradio."""
