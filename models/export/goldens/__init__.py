"""Makes the fixtures of test/fixtures/onnx."""
