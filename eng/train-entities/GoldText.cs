using System.IO.Compression;
using System.Text.Json;

namespace SearchCore.Entities.Training;

/// <summary>A text with its mentions marked: one line of a gold file <c>{"id","text","mentions":[{"start","end","kind"}]}</c>.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Text">Its text; offsets count its UTF-16 units.</param>
/// <param name="Mentions">What is marked; names are left empty.</param>
internal sealed record GoldText(string Id, string Text, IReadOnlyList<EntityMention> Mentions)
{
    private static readonly string[] TextMembers = ["title", "body", "text"];

    /// <summary>Reads a file of gold; one that ends in .gz is unpacked.</summary>
    public static List<GoldText> Read(string path) => [.. Lines(path).Select(Parse)];

    /// <summary>The texts of a file of articles: title, an empty line, body.</summary>
    public static IEnumerable<string> Articles(string path)
    {
        foreach (var line in Lines(path))
        {
            using var json = JsonDocument.Parse(line);
            var parts = TextMembers.Select(m => json.RootElement.TryGetProperty(m, out var v) ? v.GetString() : null);
            yield return string.Join("\n\n", parts.Where(p => !string.IsNullOrEmpty(p)));
        }
    }

    /// <summary>The lines of a text file that are not empty.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return line;
            }
        }
    }

    private static GoldText Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var mentions = root.GetProperty("mentions").EnumerateArray()
            .Select(m => new EntityMention
            {
                Start = m.GetProperty("start").GetInt32(),
                End = m.GetProperty("end").GetInt32(),
                Kind = m.GetProperty("kind").GetString()!,
                Name = "",
            });
        return new GoldText(root.GetProperty("id").GetString()!, root.GetProperty("text").GetString()!, [.. mentions]);
    }
}
