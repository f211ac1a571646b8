using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Reports about an index as a whole, in JSON.</summary>
internal static class IndexReportsJson
{
    public static IndexStatistics ReadStatistics(ref Utf8JsonReader reader, string where)
    {
        var members = Members.Read(ref reader, where);
        return new()
        {
            Articles = members.Number("articles"),
            Deleted = members.Number("deleted"),
            Segments = members.Int("segments"),
            Bytes = members.Number("bytes"),
            Sequence = members.Number("sequence"),
            ExactForms = members.Flag("exactforms") ?? false,
            Language = members.Text("language") ?? "en",
            Languages = members.Values("languages"),
            CacheBytes = members.Number("cachebytes", 0),
            CacheLimit = members.Number("cachelimit", 0),
            OpenFiles = members.Int("openfiles", 0),
            OpenFileLimit = members.Int("openfilelimit", 0),
            FailedMerges = members.Int("failedmerges", 0),
            LastMergeFailure = members.Text("lastmergefailure"),
        };
    }

    public static void Write(Utf8JsonWriter writer, IndexStatistics value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteNumber("deleted"u8, value.Deleted);
        writer.WriteNumber("segments"u8, value.Segments);
        writer.WriteNumber("bytes"u8, value.Bytes);
        writer.WriteNumber("sequence"u8, value.Sequence);
        writer.WriteBoolean("exactForms"u8, value.ExactForms);
        JsonWrite.Text(writer, "language"u8, value.Language);
        JsonWrite.List(writer, "languages"u8, value.Languages, ResultPartsJson.Write);
        writer.WriteNumber("cacheBytes"u8, value.CacheBytes);
        writer.WriteNumber("cacheLimit"u8, value.CacheLimit);
        writer.WriteNumber("openFiles"u8, value.OpenFiles);
        writer.WriteNumber("openFileLimit"u8, value.OpenFileLimit);
        writer.WriteNumber("failedMerges"u8, value.FailedMerges);
        JsonWrite.TextIfAny(writer, "lastMergeFailure"u8, value.LastMergeFailure);
        writer.WriteEndObject();
    }

    public static IndexCheck ReadCheck(ref Utf8JsonReader reader, string where)
    {
        var members = Members.Read(ref reader, where);
        return new()
        {
            IsSound = members.Flag("sound") ?? throw JsonRead.Missing(where, "sound"),
            Problems = members.List("problems"),
            Notes = members.List("notes"),
            Segments = members.Int("segments", 0),
            Articles = members.Number("articles", 0),
            Bytes = members.Number("bytes", 0),
        };
    }

    public static void Write(Utf8JsonWriter writer, IndexCheck value)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("sound"u8, value.IsSound);
        JsonWrite.List(writer, "problems"u8, value.Problems, JsonWrite.TextElement);
        JsonWrite.List(writer, "notes"u8, value.Notes, JsonWrite.TextElement);
        writer.WriteNumber("segments"u8, value.Segments);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteNumber("bytes"u8, value.Bytes);
        writer.WriteEndObject();
    }

    public static SnapshotReport ReadSnapshot(ref Utf8JsonReader reader, string where)
    {
        var members = Members.Read(ref reader, where);
        return new()
        {
            Path = members.Text("path") ?? throw JsonRead.Missing(where, "path"),
            Sequence = members.Number("sequence"),
            Articles = members.Number("articles"),
            Files = members.Int("files"),
            Linked = members.Int("linked"),
            Bytes = members.Number("bytes"),
        };
    }

    public static void Write(Utf8JsonWriter writer, SnapshotReport value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "path"u8, value.Path);
        writer.WriteNumber("sequence"u8, value.Sequence);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteNumber("files"u8, value.Files);
        writer.WriteNumber("linked"u8, value.Linked);
        writer.WriteNumber("bytes"u8, value.Bytes);
        writer.WriteEndObject();
    }

    public static RestoreReport ReadRestore(ref Utf8JsonReader reader, string where)
    {
        var members = Members.Read(ref reader, where);
        return new()
        {
            Sequence = members.Number("sequence"),
            Articles = members.Number("articles"),
            Bytes = members.Number("bytes"),
            Aside = members.Text("aside"),
        };
    }

    public static void Write(Utf8JsonWriter writer, RestoreReport value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence"u8, value.Sequence);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteNumber("bytes"u8, value.Bytes);
        JsonWrite.TextIfAny(writer, "aside"u8, value.Aside);
        writer.WriteEndObject();
    }

    /// <summary>The members of a flat object by their names: numbers, texts, flags, lists of texts and of values.</summary>
    private readonly struct Members
    {
        private readonly Dictionary<string, object> values;
        private readonly string where;

        private Members(string where) => (values, this.where) = (new(StringComparer.Ordinal), where);

        public static Members Read(ref Utf8JsonReader reader, string where)
        {
            JsonRead.Begin(ref reader, where);
            var members = new Members(where);
            while (JsonRead.Next(ref reader, out var name))
            {
                var key = JsonRead.Key(name);
                switch (reader.TokenType)
                {
                    case JsonTokenType.Number when reader.TryGetInt64(out var number):
                        members.values[key] = number;
                        break;
                    case JsonTokenType.String:
                        members.values[key] = JsonRead.Text(ref reader, where, name);
                        break;
                    case JsonTokenType.True or JsonTokenType.False:
                        members.values[key] = JsonRead.Flag(ref reader, where, name);
                        break;
                    case JsonTokenType.StartArray when key is "languages":
                        members.values[key] = JsonRead.List(ref reader, where, name, ResultPartsJson.ReadValue);
                        break;
                    case JsonTokenType.StartArray when key is "problems" or "notes":
                        members.values[key] = JsonRead.List(ref reader, where, name, JsonRead.TextElement);
                        break;
                    default:
                        JsonRead.Skip(ref reader);
                        break;
                }
            }

            return members;
        }

        public long Number(string key, long? standard = null) =>
            Of<long>(key, "a whole number") ?? standard ?? throw JsonRead.Missing(where, key);

        public int Int(string key, int? standard = null) => Number(key, standard) is >= int.MinValue and <= int.MaxValue and var number
            ? (int)number
            : throw new JsonException($"{JsonRead.At(where, key)} is a whole number of at most 32 bits.");

        public bool? Flag(string key) => Of<bool>(key, "true or false");

        public string? Text(string key) => values.GetValueOrDefault(key) switch
        {
            null => null,
            string text => text,
            _ => throw new JsonException($"{JsonRead.At(where, key)} is a string."),
        };

        public List<FacetValue> Values(string key) => values.GetValueOrDefault(key) switch
        {
            null => [],
            List<FacetValue> list => list,
            _ => throw new JsonException($"{JsonRead.At(where, key)} is a list of values."),
        };

        public List<string> List(string key) => values.GetValueOrDefault(key) switch
        {
            null => [],
            List<string> list => list,
            _ => throw new JsonException($"{JsonRead.At(where, key)} is a list of strings."),
        };

        private T? Of<T>(string key, string expected)
            where T : struct => values.GetValueOrDefault(key) switch
            {
                null => null,
                T value => value,
                _ => throw new JsonException($"{JsonRead.At(where, key)} is {expected}."),
            };
    }
}
