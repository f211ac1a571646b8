namespace SearchCore.Analysis;

/// <summary>
/// How the exact form of a word stands in a text field: as a term of its own at the position of the stem, in an index that keeps exact
/// forms. No word begins with the mark, so forms and stems cannot be taken for one another.
/// </summary>
internal static class ExactForm
{
    /// <summary>What the term of an exact form begins with.</summary>
    public const byte Mark = (byte)'=';
}
