using System.Text;
using System.Text.Json;

using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Json;

/// <summary>What the beginning of an input tells of the JSON in it.</summary>
/// <param name="IsJson">Whether it is JSON that can hold articles.</param>
/// <param name="IsLines">Whether each line is a record.</param>
/// <param name="IsList">Whether the records are the elements of a list.</param>
/// <param name="Start">Where reading begins: at the list, or at the first byte.</param>
/// <param name="IsOwn">Whether the first record has SearchCore's own members and no other shape's.</param>
/// <param name="IsArticle">Whether the first record looks like an article at all.</param>
internal readonly record struct JsonShape(bool IsJson, bool IsLines, bool IsList, int Start, bool IsOwn, bool IsArticle)
{
    // A list of records is found this deep at most: {"response": {"results": [ … ]}}.
    private const int MostDepth = 3;

    /// <summary>Looks at a beginning. Throws for no content.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isWhole">Whether they are all there is.</param>
    public static JsonShape Of(ReadOnlySpan<byte> head, bool isWhole)
    {
        var start = head.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || head[start] is not ((byte)'{' or (byte)'['))
        {
            return default;
        }

        try
        {
            return head[start] == '[' ? InList(head, start, isWhole) : InObject(head, start, isWhole);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JsonShape InList(ReadOnlySpan<byte> head, int start, bool isWhole)
    {
        var inner = head[(start + 1)..];
        var first = inner.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 || inner[first] != '{')
        {
            return default;
        }

        var members = Members(inner[first..], isWhole, out _);
        return new(true, false, true, start, false, LooksLikeArticle(members));
    }

    private static JsonShape InObject(ReadOnlySpan<byte> head, int start, bool isWhole)
    {
        var members = Members(head[start..], isWhole, out var list);
        if (list >= 0 && (!LooksLikeArticle(members) || IsFeed(members, head[(start + list + 1)..], isWhole)))
        {
            return new(true, false, true, start + list, false, true);
        }

        var line = head[start..];
        var end = line.IndexOf((byte)'\n');
        var isLines = end < 0 ? !isWhole || IsObject(line) : IsObject(line[..end]);
        return new(true, isLines, false, start, IsOwnShape(members, end < 0 && !isWhole), LooksLikeArticle(members));
    }

    // A feed has a title of its own, and what is listed in it are articles: JSON Feed.
    private static bool IsFeed(FirstMembers members, ReadOnlySpan<byte> elements, bool isWhole) =>
        !members.Names.Any(m => (MemberNames.Body.Contains(m) && !MemberNames.Leads.Contains(m)) || MemberNames.Published.Contains(m)
            || MemberNames.Url.Contains(m))
        && LooksLikeArticle(Members(elements.TrimStart(" \t\r\n"u8), isWhole, out _));

    // What has an own name and none that another shape would have in its place. The id may come behind what was looked at.
    private static bool IsOwnShape(FirstMembers members, bool isCutOff) =>
        (members.HasTextId ?? isCutOff)
        && Owns(members, "title", MemberNames.Title) && Owns(members, "body", MemberNames.Body)
        && Owns(members, "published", MemberNames.Published) && Owns(members, "author", MemberNames.Authors);

    private static bool Owns(FirstMembers members, string own, string[] names) =>
        members.Names.Contains(own) || !names.Any(members.Names.Contains);

    private static bool LooksLikeArticle(FirstMembers members) =>
        members.Names.Any(MemberNames.Title.Contains) && members.Names.Count > 1
        || members.Names.Any(MemberNames.Body.Contains) || members.Names.Count(m => MemberNames.Published.Contains(m)
            || MemberNames.Url.Contains(m)) > 1;

    private static bool IsObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { AllowTrailingCommas = true });
        try
        {
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            // NaN is no JSON and stands in lines all the same.
            return line.TrimEnd(" \r\t"u8) is [.., (byte)'}'] && line.IndexOf("NaN"u8) >= 0;
        }
    }

    // The members of the first object as far as it is there, and where a list of records begins in it; -1 for nowhere.
    private static FirstMembers Members(ReadOnlySpan<byte> json, bool isWhole, out int list)
    {
        var members = new FirstMembers();
        list = -1;
        var reader = new Utf8JsonReader(json, isWhole, new JsonReaderState(new() { MaxDepth = 64, AllowTrailingCommas = true }));
        var path = new string[MostDepth + 1];
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                var depth = reader.CurrentDepth;
                if (reader.TokenType == JsonTokenType.PropertyName && depth <= MostDepth)
                {
                    path[depth] = MemberNames.Key(Encoding.UTF8.GetString(reader.ValueSpan));
                }
                else if (depth == 1)
                {
                    members.Add(path[1], isText: reader.TokenType == JsonTokenType.String);
                }

                if (list < 0 && reader.TokenType == JsonTokenType.StartArray && depth is >= 1 and <= MostDepth
                    && path.AsSpan(1, depth).ToArray().All(MemberNames.Envelopes.Contains)
                    && json[((int)reader.BytesConsumed)..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
                {
                    list = (int)reader.TokenStartIndex;
                    if (!members.Names.Any(MemberNames.Title.Contains))
                    {
                        break;
                    }
                }
            }
        }
        catch (JsonException) when (members.Names.Count > 0)
        {
            // What was seen before the damage is enough to tell the shape by.
        }

        return members;
    }

    /// <summary>The first record's members.</summary>
    private sealed class FirstMembers
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        /// <summary>Whether the id is a text; null where there is none.</summary>
        public bool? HasTextId { get; private set; }

        public void Add(string name, bool isText)
        {
            if (Names.Add(name) && name == "id")
            {
                HasTextId = isText;
            }
        }
    }
}
