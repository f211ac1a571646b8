using System.Buffers;
using System.Text;
using System.Text.Json;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>One JSON value on one line of the output.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = SafeJsonEncoder.Instance };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            content(json);
        }

        output = WrappingWriter.Plain(output);
        output.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        output.Write('\n');
    }
}
