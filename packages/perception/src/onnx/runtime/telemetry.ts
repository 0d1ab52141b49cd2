/**
 * onnxruntime's own builds report to Microsoft what they run (since 1.29 on Linux and macOS, too), unless this variable
 * is set before they begin: then nothing is sent and nothing is written. The library looks at the process's real
 * environment, which only the main thread can change; a thread's `process.env` is a copy. A value that the user has set
 * stays.
 */
export function withoutTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY ??= "1";
}
