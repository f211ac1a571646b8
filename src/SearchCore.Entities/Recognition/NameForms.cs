namespace SearchCore.Entities.Recognition;

/// <summary>
/// The forms in which one document writes the names it makes itself, so that all mentions of an entity carry one of them: the most
/// frequent.
/// </summary>
internal sealed class NameForms
{
    private readonly Dictionary<ulong, int> newest = [];
    private readonly List<Form> forms = [];

    /// <summary>Counts a form.</summary>
    /// <param name="key">What the forms of one name have in common: a person's first and last word, an organization's words without its
    /// legal form.</param>
    /// <param name="middle">A hash of what stands between a person's first and last word; 0 for nothing.</param>
    /// <param name="name">The form.</param>
    public void Add(ulong key, ulong middle, string name)
    {
        var first = newest.GetValueOrDefault(key, -1);
        for (var i = first; i >= 0; i = forms[i].Older)
        {
            if (forms[i].Name == name)
            {
                forms[i] = forms[i] with { Count = forms[i].Count + 1 };
                return;
            }
        }

        newest[key] = forms.Count;
        forms.Add(new Form(name, middle, 1, first));
    }

    /// <summary>
    /// The most frequent form, of equals the earliest; the form asked about where two people share their first and last word.
    /// </summary>
    public string Best(ulong key, string name)
    {
        if (!newest.TryGetValue(key, out var at))
        {
            return name;
        }

        var best = forms[at];
        var middle = 0UL;
        for (var i = at; i >= 0; i = forms[i].Older)
        {
            if (middle != 0 && forms[i].Middle != 0 && forms[i].Middle != middle)
            {
                return name;
            }

            middle = forms[i].Middle != 0 ? forms[i].Middle : middle;
            if (forms[i].Count >= best.Count)
            {
                best = forms[i];
            }
        }

        return best.Name;
    }

    public void Clear()
    {
        newest.Clear();
        forms.Clear();
    }

    private readonly record struct Form(string Name, ulong Middle, int Count, int Older);
}
