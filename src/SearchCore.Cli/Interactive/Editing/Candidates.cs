using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>Candidates in columns.</summary>
internal static class Candidates
{
    private const int Gap = 2, LeastShown = 8;

    /// <summary>What all of them begin with.</summary>
    public static string CommonStart(IReadOnlyList<Candidate> candidates)
    {
        var common = candidates[0].Text;
        foreach (var other in candidates)
        {
            var length = 0;
            while (length < common.Length && length < other.Text.Length
                && char.ToUpperInvariant(common[length]) == char.ToUpperInvariant(other.Text[length]))
            {
                length++;
            }

            common = common[..length];
        }

        return common.Length > 0 && char.IsHighSurrogate(common[^1]) ? common[..^1] : common;
    }

    /// <summary>
    /// The rows of a menu: from top to bottom, then from left to right, the notes in quiet behind. Where there are too many, those around
    /// the chosen one, and how many there are.
    /// </summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="chosen">The number of the chosen one; -1 for none.</param>
    /// <param name="width">The cells of a row.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="styles">How the chosen one and the notes are set off.</param>
    public static IReadOnlyList<string> Rows(IReadOnlyList<Candidate> candidates, int chosen, int width, int most, LineStyles styles)
    {
        if (candidates.Count == 0 || most < 1)
        {
            return [];
        }

        var shown = candidates.Select(c => (Text: SafeText.Line(c.Shown), Note: SafeText.Line(c.Note))).ToList();
        var cell = Math.Min(width, shown.Max(s => CellWidth.Of(s.Text) + (s.Note.Length > 0 ? Gap + CellWidth.Of(s.Note) : 0)) + Gap);
        var columns = Math.Max(1, width / cell);
        var height = (candidates.Count + columns - 1) / columns;
        var cut = height > most;
        height = Math.Min(height, cut ? Math.Max(1, most - 1) : most);
        var page = height * columns;
        var first = chosen < 0 ? 0 : chosen / page * page;
        var rows = new List<string>();
        for (var row = 0; row < height; row++)
        {
            var line = new System.Text.StringBuilder();
            for (var i = first + row; i < Math.Min(candidates.Count, first + page); i += height)
            {
                line.Append(Cell(shown[i], i == chosen, cell, styles));
            }

            rows.Add(line.ToString());
        }

        if (cut && most > 1)
        {
            rows.Add(styles.Quiet($"{first + 1} to {Math.Min(candidates.Count, first + page)} of {candidates.Count}"));
        }

        return rows;
    }

    private static string Cell((string Text, string Note) one, bool chosen, int cells, LineStyles styles)
    {
        var room = Math.Max(1, cells - Gap);
        var noteCells = CellWidth.Of(one.Note);
        var note = noteCells > 0 && noteCells + LeastShown <= room ? one.Note : "";
        var text = Fitted.To(one.Text, note.Length > 0 ? room - noteCells - 1 : room);
        var blanks = new string(' ', Math.Max(1, room - CellWidth.Of(text) - CellWidth.Of(note)));
        return (chosen ? LineStyles.Chosen(text) : text) + (note.Length > 0 ? blanks + styles.Quiet(note) + "  " : blanks + "  ");
    }
}
