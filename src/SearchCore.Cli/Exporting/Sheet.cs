using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>A table of results, as it goes into a file, a block of Markdown, or lines for a person.</summary>
/// <param name="Name">What files of it are called by: <c>facets</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">Its columns' names.</param>
/// <param name="Rows">Its cells.</param>
internal sealed record Sheet(string Name, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows)
{
    private const int WidestCell = 60;

    /// <summary>Rows with commas or tabs between cells, below the columns' names.</summary>
    public void WriteRows(TextWriter output, bool tabs)
    {
        Delimited.WriteRow(output, [.. Columns.Select(Delimited.Text)], tabs);
        foreach (var row in Rows)
        {
            Delimited.WriteRow(output, [.. row.Select(c => c.Number is null ? Delimited.Text(c.Text) : c.Plain)], tabs);
        }
    }

    /// <summary>A table of Markdown below its heading.</summary>
    public void WriteMarkdown(TextWriter output)
    {
        output.WriteLine($"## {Markdown.Text(Title)}");
        output.WriteLine();
        if (Rows.Count == 0)
        {
            output.WriteLine("none");
            output.WriteLine();
            return;
        }

        output.WriteLine($"| {string.Join(" | ", Columns.Select(Markdown.Text))} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat(" --- |", Columns.Count))}");
        foreach (var row in Rows)
        {
            output.WriteLine($"| {string.Join(" | ", row.Select(c => Markdown.Text(c.Text)))} |");
        }

        output.WriteLine();
    }

    /// <summary>Columns of even width below the title, for a person; long cells are cut.</summary>
    public void WriteLines(TextWriter output)
    {
        var table = Rows.Select(r => r.Select(c => c.Text)).Prepend(Columns).Select(r => r.Select(Cut).ToArray()).ToList();
        var widths = Enumerable.Range(0, Columns.Count).Select(c => table.Max(r => CellWidth.Of(r[c]))).ToArray();
        var isNumber = Enumerable.Range(0, Columns.Count)
            .Select(c => Rows.Any(r => r[c].Number is not null) && Rows.All(r => r[c].Number is not null || r[c].Text.Length == 0))
            .ToArray();
        output.WriteLine(SafeText.Line(Title));
        if (Rows.Count == 0)
        {
            output.WriteLine("  none");
            return;
        }

        foreach (var row in table)
        {
            var cells = row.Select((cell, c) =>
            {
                var blank = new string(' ', widths[c] - CellWidth.Of(cell));
                return isNumber[c] ? blank + cell : cell + blank;
            });
            output.WriteLine($"  {string.Join("  ", cells)}".TrimEnd());
        }
    }

    private static string Cut(string text)
    {
        var line = SafeText.Line(text);
        if (CellWidth.Of(line) <= WidestCell)
        {
            return line;
        }

        var cells = 0;
        var end = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            cells += CellWidth.Of(rune);
            if (cells >= WidestCell)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return line[..end] + "…";
    }
}
