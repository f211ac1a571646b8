using Lucene.Net.Analysis.TokenAttributes;

namespace SearchCore.Analysis;

/// <summary>Writing tokens in place.</summary>
internal static class TermBuffers
{
    /// <summary>Makes a token what the beginning of a buffer is: its own one, changed in place, or a longer one.</summary>
    public static void Take(this ICharTermAttribute term, char[] buffer, int length)
    {
        if (ReferenceEquals(buffer, term.Buffer))
        {
            term.Length = length;
        }
        else
        {
            term.CopyBuffer(buffer, 0, length);
        }
    }
}
