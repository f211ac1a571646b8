using SearchCore.Articles.Reading;
using SearchCore.Formats.Archives;
using SearchCore.Formats.Json;
using SearchCore.Formats.Xml;

namespace SearchCore.Formats.Refused;

/// <summary>What holds articles, or looks like text, and is not read: each kind is known by its first bytes and has a remedy.</summary>
internal sealed class ForeignFormat : IRefusedFormat
{
    private static readonly (byte[] Bytes, int At, string What)[] Signatures =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], 0, "a document of an old Office, which is not read; save it as text"),
        ([.. "SQLite format 3"u8], 0, "an SQLite database, which is not read; export its table as CSV"),
        ([0xFD, .. "7zXZ"u8], 0, "packed by xz, which is not read; unpack it: unxz FILE"),
        ([.. "7z\u00bc\u00af"u8], 0, "a 7z archive, which is not read; unpack it"),
        ([.. "Rar!"u8], 0, "a RAR archive, which is not read; unpack it"),
        ([0x89, .. "PNG"u8], 0, "a picture"),
        ([0xFF, 0xD8, 0xFF], 0, "a picture"),
        ([.. "GIF8"u8], 0, "a picture"),
        ([.. "RIFF"u8], 0, "a picture or a sound"),
        ([0x7F, .. "ELF"u8], 0, "a program"),
    ];

    /// <inheritdoc/>
    public string Name => "refused";

    /// <inheritdoc/>
    public string Description => "refused";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return WhatIs(head) is null ? FormatMatch.None : FormatMatch.Content;
    }

    /// <inheritdoc/>
    public string Refuse(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return WhatIs(head) ?? "of no known format";
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        var name = input.Name;
        return ArticleSource.From(Fail(), name, options);

        IEnumerable<Articles.Article> Fail()
        {
            yield return input.Path is { } path
                ? throw new ArticleSourceException(name, 0, $"this is {Refuse(InputHead.OfFile(path))}")
                : throw new ArticleSourceException(name, 0, "it is of a format that is not read");
        }
    }

    private static string? WhatIs(InputHead head)
    {
        foreach (var (bytes, at, what) in Signatures)
        {
            if (head.Raw.Length >= at + bytes.Length && head.Raw.Slice(at, bytes.Length).SequenceEqual(bytes))
            {
                return what;
            }
        }

        if (head.Raw.StartsWith("PK\u0003\u0004"u8))
        {
            return ZipDocuments.What(head);
        }

        if (IsWire(head.Text))
        {
            return "a story as wires sent it (ANPA 1312, IPTC 7901), which is not read; ask for NITF or NewsML, or save it as text";
        }

        var text = head.Text;
        text = text.TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? null
            : text[0] == '<' ? Markup(head)
            : text[0] is (byte)'{' or (byte)'[' && JsonShape.Of(text, head.IsWhole) is { IsJson: true, IsArticle: false }
                ? "JSON without members that are known as an article's: title, headline, body, text, content …"
            : text[0] == '[' && head.IsWhole && text.TrimEnd(" \t\r\n"u8) is [.., (byte)']'] ? "JSON without records"
            : null;
    }

    // SYN SYN SOH header STX text ETX EOT: no text of people has the control characters between which these stand.
    private static bool IsWire(ReadOnlySpan<byte> text)
    {
        const int LongestHeader = 512;
        const byte StartOfHeader = 1, StartOfText = 2;
        text = text.TrimStart("\u0016\r\n "u8);
        return text is [StartOfHeader, ..] && text[..Math.Min(text.Length, LongestHeader)].Contains(StartOfText);
    }

    private static string? Markup(InputHead head)
    {
        var root = XmlInput.RootOf(head);
        return root is not null && head.Text.TrimStart(" \t\r\n"u8).StartsWith("<?xml"u8)
            ? $"XML of an unknown kind (<{root}>), which is not read; NITF, NewsML, RSS and Atom are"
            : null;
    }
}
