using System.Text;

using SearchCore.Formats.Text;

namespace SearchCore.Formats.Rtf;

/// <summary>The code pages of an RTF: the document's, and those of its fonts.</summary>
internal sealed class RtfFonts
{
    private const int MostFonts = 4_096;

    private readonly Dictionary<int, Encoding> fonts = [];
    private Encoding document = TextEncodings.Windows;

    /// <summary>The encoding of text in a font.</summary>
    public Encoding Of(int font) => fonts.GetValueOrDefault(font, document);

    /// <summary>Says what code page the document is in.</summary>
    public void Document(int codePage) => document = Find(codePage) ?? document;

    /// <summary>Says what a font's character set is; 0 and 1 are the document's own.</summary>
    public void Font(int font, int characterSet)
    {
        var page = characterSet switch
        {
            77 => 10000,
            128 => 932,
            129 => 949,
            130 => 1361,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => 0,
        };
        if (page != 0 && fonts.Count < MostFonts && Find(page) is { } found)
        {
            fonts[font] = found;
        }
    }

    private static Encoding? Find(int codePage)
    {
        try
        {
            return codePage is 0 or 65000 ? null
                : codePage == 65001 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(codePage);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
