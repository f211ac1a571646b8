using System.Text;

using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>Documents that are zip archives inside: told by the names that stand at their beginning.</summary>
internal static class ZipDocuments
{
    private static readonly (string Sign, string Extension, string What)[] Kinds =
    [
        ("word/", ".docx", "a Word document, which is not read; save it as text"),
        ("xl/", ".xlsx", "an Excel workbook, which is not read; save its sheet as CSV"),
        ("ppt/", ".pptx", "a presentation, which is not read; save it as text"),
        ("opendocument", ".odt", "an OpenDocument file, which is not read; save it as text"),
        ("application/epub", ".epub", "an e-book, which is not read"),
        ("META-INF/MANIFEST.MF", ".jar", "a program"),
    ];

    public static bool Is(InputHead head) => What(head) is not null;

    /// <summary>What the document is and what to do about it; null where a zip is none.</summary>
    public static string? What(InputHead head)
    {
        var names = Encoding.Latin1.GetString(head.Raw);
        var isOffice = names.Contains("[Content_Types].xml", StringComparison.Ordinal);
        foreach (var (sign, extension, what) in Kinds)
        {
            if (head.Extension == extension
                || (names.Contains(sign, StringComparison.Ordinal) && (isOffice || !sign.EndsWith('/'))))
            {
                return what;
            }
        }

        return isOffice ? "an Office document, which is not read; save it as text" : null;
    }
}
