using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Text;

/// <summary>What an input begins with, as text; further than a head reaches where its beginning hints at more.</summary>
internal static class HeadText
{
    private const int Further = 256 * 1024;

    /// <summary>The beginning; empty where it is no text.</summary>
    public static string Of(InputHead head) =>
        head.Failure is not null || head.Text.Contains((byte)0) ? string.Empty : TextEncodings.TextOf(head.Text);

    /// <summary>The beginning, and more of it. Only for what looks like an export of an archive.</summary>
    public static string FurtherOf(InputHead head)
    {
        if (!head.IsWhole && head.Failure is null && head.Further is { } further)
        {
            try
            {
                return TextEncodings.TextOf(further(Further));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // Damaged further on: what the head has is all there is.
            }
        }

        return Of(head);
    }

    /// <summary>Whether a beginning is that of JSON, as no other text of people begins.</summary>
    public static bool IsJson(InputHead head) => head.Text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>Whether a beginning is that of HTML, however it is written.</summary>
    public static bool IsMarkup(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<?xml", StringComparison.Ordinal) && start.IndexOf('>') is > 0 and var end)
        {
            // As XHTML, XML may be HTML; what follows the declaration tells.
            start = start[(end + 1)..].TrimStart();
        }

        return start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<head", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!--", StringComparison.Ordinal)
            || start.StartsWith("<a ", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<div", StringComparison.OrdinalIgnoreCase);
    }
}
