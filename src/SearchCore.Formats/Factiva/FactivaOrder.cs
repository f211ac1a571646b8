namespace SearchCore.Formats.Factiva;

/// <summary>
/// Which lines of an article begin a part of it, and which are text that begins like a label: <c>IN the meantime</c>, <c>TD Bank</c>. Parts
/// come in Factiva's order: the head, LP, TD, and behind the text those that say what it is about.
/// </summary>
internal static class FactivaOrder
{
    private static readonly HashSet<string> Behind = ["CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CT", "RF"];

    /// <summary>A label.</summary>
    /// <param name="At">The number of its line.</param>
    /// <param name="Name">The label.</param>
    /// <param name="Value">What stands behind it in its line.</param>
    /// <param name="Form">How it stands in its line.</param>
    public readonly record struct Part(int At, string Name, string Value, LabelForm Form);

    /// <summary>The labels of an article's lines.</summary>
    public static List<Part> Of(string[] lines)
    {
        var parts = new List<Part>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (FactivaLabels.Of(lines[i], out var value, out var form) is { } label)
            {
                parts.Add(new(i, label, value, form));
            }
        }

        // An export writes all its labels alike.
        if (!IsTight(parts))
        {
            parts.RemoveAll(p => p.Form == LabelForm.Tight);
        }

        var text = parts.FindIndex(p => p.Name is "LP" or "TD");
        if (text < 0)
        {
            return [.. parts.DistinctBy(p => p.Name)];
        }

        var trailer = Trailer(lines, parts, text);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. parts.Where((p, i) => (i < text ? IsOfHead(p) : i == text || trailer.Contains(i) || IsOfText(p)) && seen.Add(p.Name))];

        // What stands behind the text comes before it only with its codes.
        static bool IsOfHead(Part part) => !Behind.Contains(part.Name) || IsCoded(part.Value) || part.Form == LabelForm.Alone;

        // LP comes before TD.
        static bool IsOfText(Part part) =>
            part.Name == "TD" || (part.Form == LabelForm.Alone && !Behind.Contains(part.Name) && part.Name is not ("LP" or "HD" or "SE"));
    }

    /// <summary>Whether a blank alone stands behind the labels of a head.</summary>
    public static bool IsTight(IEnumerable<Part> parts)
    {
        var head = parts.Where(p => p.Name is "HD" or "PD" or "SN").DistinctBy(p => p.Name).ToList();
        return head.Count(p => p.Form == LabelForm.Tight) * 2 > head.Count;
    }

    // From the end on: codes tell a label, or that nothing but labels follows.
    private static HashSet<int> Trailer(string[] lines, List<Part> parts, int text)
    {
        var (trailer, names, next) = (new HashSet<int>(), new HashSet<string>(StringComparer.Ordinal), lines.Length);
        for (var i = parts.Count - 1; i > text && parts[i].Name is not ("LP" or "TD"); i--)
        {
            var part = parts[i];
            var isAbout = part.Name is "CO" or "IN" or "NS" or "RE";
            var isFollowed = lines[(part.At + 1)..next].All(string.IsNullOrWhiteSpace);
            if (Behind.Contains(part.Name)
                && (part.Form == LabelForm.Alone || (part.Form == LabelForm.Padded && !isAbout) || IsCoded(part.Value)
                    || (isFollowed && !part.Value.EndsWith('.')))
                && names.Add(part.Name))
            {
                trailer.Add(i);
                next = part.At;
            }
        }

        return trailer;
    }

    private static bool IsCoded(string value) =>
        value.Contains(" : ", StringComparison.Ordinal) || value.Contains('|', StringComparison.Ordinal);
}
