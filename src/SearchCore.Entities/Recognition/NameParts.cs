namespace SearchCore.Entities.Recognition;

/// <summary>
/// The parts of full names by which a document may call their bearers: <c>Jean-Pierre</c> of a person, <c>Piedmont</c> of a company.
/// </summary>
internal sealed class NameParts
{
    /// <summary>No article reaches it; a document that does goes on without further parts.</summary>
    private const int MostParts = 1 << 14;

    private readonly Dictionary<ulong, string> names = [];

    public bool IsEmpty => names.Count == 0;

    /// <summary>Lets a part stand for a name; where it stood for another one the new one counts.</summary>
    /// <param name="part">A hash of the part's words (<see cref="Key"/>).</param>
    /// <param name="name">The name.</param>
    public void Set(ulong part, string name)
    {
        if (names.Count < MostParts)
        {
            names[part] = name;
        }
    }

    /// <summary>The same, but a part of several names stands for none of them.</summary>
    public void SetUnlessShared(ulong part, string name)
    {
        if (names.TryGetValue(part, out var present))
        {
            names[part] = present == name ? name : "";
        }
        else
        {
            Set(part, name);
        }
    }

    /// <summary>The name that a part stands for, or null.</summary>
    public string? Find(ulong part) => names.TryGetValue(part, out var name) && name.Length > 0 ? name : null;

    public void Clear() => names.Clear();

    /// <summary>A hash of words, from the first to before the end.</summary>
    public static ulong Key(Text.TokenList tokens, int first, int end)
    {
        var key = (ulong)(end - first);
        for (var i = first; i < end; i++)
        {
            key = Text.TermTable.Finish((key * 31) + tokens[i].Hash);
        }

        return key;
    }
}
