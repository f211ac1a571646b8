using System.Text;

using SearchCore.Articles.Reading;
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
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "packed by zstd, which is not read; unpack it: zstd -d FILE"),
        ([.. "BZh"u8], 0, "packed by bzip2, which is not read; unpack it: bunzip2 FILE"),
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
            return Zip(head);
        }

        var text = head.Text;
        if (text.Length > 262 && text[257..].StartsWith("ustar"u8))
        {
            return "a tar archive, which is not read; unpack it into a folder: tar -xf FILE";
        }

        text = text.TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? null
            : text[0] == '<' ? Markup(head)
            : text[0] is (byte)'{' or (byte)'[' && JsonShape.Of(text, head.IsWhole) is { IsJson: true, IsArticle: false }
                ? "JSON without members that are known as an article's: title, headline, body, text, content …"
            : text[0] == '[' && head.IsWhole && text.TrimEnd(" \t\r\n"u8) is [.., (byte)']'] ? "JSON without records"
            : null;
    }

    private static string Zip(InputHead head)
    {
        var names = Encoding.Latin1.GetString(head.Raw);
        return names.Contains("word/", StringComparison.Ordinal) || head.Extension == ".docx"
            ? "a Word document, which is not read; save it as text"
            : names.Contains("xl/", StringComparison.Ordinal) || head.Extension == ".xlsx"
            ? "an Excel workbook, which is not read; save its sheet as CSV"
            : names.Contains("opendocument", StringComparison.Ordinal) ? "an OpenDocument file, which is not read; save it as text"
            : names.Contains("epub", StringComparison.Ordinal) ? "an e-book, which is not read"
            : "a zip archive, which is not read; unpack it into a folder: unzip FILE -d FOLDER";
    }

    private static string? Markup(InputHead head)
    {
        var root = XmlInput.RootOf(head);
        return root is not null && head.Text.TrimStart(" \t\r\n"u8).StartsWith("<?xml"u8)
            ? $"XML of an unknown kind (<{root}>), which is not read; NITF, NewsML, RSS and Atom are"
            : null;
    }

    private static string Beginning(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text[..Math.Min(text.Length, 2048)]);
}
