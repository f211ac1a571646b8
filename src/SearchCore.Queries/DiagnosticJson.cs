using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>Diagnostics in JSON.</summary>
internal static class DiagnosticJson
{
    public static QueryDiagnostic Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (code, severity, message) = ((string?)null, (DiagnosticSeverity?)null, (string?)null);
        var (start, end, fix, expected) = (0, 0, (string?)null, (string?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "code":
                    code = JsonRead.Text(ref reader, where, name);
                    break;
                case "severity":
                    severity = JsonRead.Choice<DiagnosticSeverity>(ref reader, where, name);
                    break;
                case "start":
                    start = JsonRead.Int(ref reader, where, name);
                    break;
                case "end":
                    end = JsonRead.Int(ref reader, where, name);
                    break;
                case "message":
                    message = JsonRead.Text(ref reader, where, name);
                    break;
                case "fix":
                    fix = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "expected":
                    expected = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Code = code ?? throw JsonRead.Missing(where, "code"),
            Severity = severity ?? throw JsonRead.Missing(where, "severity"),
            Start = start,
            End = end,
            Message = message ?? throw JsonRead.Missing(where, "message"),
            Fix = fix,
            Expected = expected,
        };
    }

    public static void Write(Utf8JsonWriter writer, QueryDiagnostic value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "code"u8, value.Code);
        writer.WriteString("severity"u8, value.Severity == DiagnosticSeverity.Error ? "error"u8 : "warning"u8);
        writer.WriteNumber("start"u8, value.Start);
        writer.WriteNumber("end"u8, value.End);
        JsonWrite.Text(writer, "message"u8, value.Message);
        JsonWrite.TextIfAny(writer, "fix"u8, value.Fix);
        JsonWrite.TextIfAny(writer, "expected"u8, value.Expected);
        writer.WriteEndObject();
    }
}
