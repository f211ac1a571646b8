using System.Globalization;
using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>A ranking as evaluators read it: <c>query-id Q0 article-id rank score searchcore</c>.</summary>
internal static class TrecRun
{
    public static void Write(TextWriter output, string queryId, SearchResults results)
    {
        output = WrappingWriter.Plain(output);
        for (var i = 0; i < results.Hits.Count; i++)
        {
            var hit = results.Hits[i];
            output.Write(
                string.Create(CultureInfo.InvariantCulture, $"{Word(queryId)} Q0 {Word(hit.Id)} {i + 1} {hit.Score:G9} searchcore\n"));
        }
    }

    /// <summary>
    /// Blanks part the columns, so an id that holds some, or a control character, has them percent-encoded; others stay as they are.
    /// </summary>
    internal static string Word(string id)
    {
        if (!id.Any(c => c is <= ' ' or > '~'))
        {
            return id;
        }

        var word = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in id.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Terminal.SafeText.IsUnsafe(rune))
            {
                foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    word.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
                }
            }
            else
            {
                word.Append(rune);
            }
        }

        return word.ToString();
    }
}
