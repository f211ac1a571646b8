using System.Globalization;
using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>A line being typed, laid out: rows of a terminal with escape sequences for their styles, and where the cursor stands.</summary>
/// <param name="Rows">The rows from the top, each shorter than the terminal is wide.</param>
/// <param name="Cells">How many cells each row takes.</param>
/// <param name="CursorRow">The cursor's row, from 0.</param>
/// <param name="CursorCell">The cursor's cell in it, from 0.</param>
internal sealed record LineScreen(IReadOnlyList<string> Rows, IReadOnlyList<int> Cells, int CursorRow, int CursorCell)
{
    private const string NextRow = "… ";

    // What stays of a window for what is typed, however many candidates there are.
    private const int MostMenuRows = 12;

    /// <summary>Nothing.</summary>
    public static LineScreen Empty { get; } = new([""], [0], 0, 0);

    /// <summary>Lays out a line.</summary>
    /// <param name="prompt">What stands in front.</param>
    /// <param name="view">What is to be seen.</param>
    /// <param name="width">The terminal's width in cells.</param>
    /// <param name="height">Its height in rows.</param>
    /// <param name="styles">How parts are set off.</param>
    /// <remarks>
    /// The last column stays free: terminals disagree where the cursor is once it is filled. Text is laid out in the order in which it is
    /// typed; a terminal that turns Arabic and Hebrew around does so by itself.
    /// </remarks>
    public static LineScreen Of(string prompt, EditorView view, int width, int height, LineStyles styles)
    {
        var room = Math.Max(4, width - 1);
        var front = Fitted.To(SafeText.Block(view.SearchPrompt ?? prompt).Replace('\n', ' '), Math.Max(2, room / 2));
        if (front.EndsWith('…'))
        {
            front += ' ';
        }

        var pen = new Pen(room);
        pen.Write(front, LineStyles.Prompt);
        for (var at = 0; at < view.Text.Length;)
        {
            // A cursor within a character (letters that pair anew behind it) stands before it.
            var length = StringInfo.GetNextTextElementLength(view.Text, at);
            if (at <= view.Cursor && view.Cursor < at + length)
            {
                pen.MarkCursor();
            }

            if (view.Text[at] == '\n')
            {
                pen.Break();
                pen.Write(NextRow, styles.Quiet);
                at++;
                continue;
            }

            var wrong = view.Faults.Any(f => f.Start <= at && at < f.End);
            pen.Write(SafeText.Block(view.Text[at..(at + length)]), wrong ? styles.Wrong : null);
            at += length;
        }

        if (view.Cursor >= view.Text.Length)
        {
            pen.MarkCursor();
        }

        pen.Write(SafeText.Block(view.Ghost).Replace('\n', ' '), styles.Quiet);
        pen.Break();
        var below = Below(view, room, Math.Max(0, height - pen.Rows.Count), styles);
        return Windowed(pen, below, height);
    }

    private static IReadOnlyList<string> Below(EditorView view, int room, int rows, LineStyles styles) =>
        view.Candidates.Count > 0
            ? Editing.Candidates.Rows(view.Candidates, view.Chosen, room, Math.Min(rows, MostMenuRows), styles)
            : view.Faults.Count > 0 && rows > 0
                ? [styles.Quiet(Fitted.To(SafeText.Line(view.Faults[0].Message), room))]
                : [];

    // A text of more rows than the window has is shown around the cursor.
    private static LineScreen Windowed(Pen pen, IReadOnlyList<string> below, int height)
    {
        var first = Math.Clamp(pen.CursorRow - height + 1, 0, Math.Max(0, pen.Rows.Count - height));
        var rows = pen.Rows.Skip(first).Take(height).Concat(below).ToList();
        var cells = pen.Cells.Skip(first).Take(height).Concat(below.Select(CellsOf)).ToList();
        return new(rows, cells, pen.CursorRow - first, pen.CursorCell);
    }

    private static int CellsOf(string row)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '\e')
            {
                i = row.IndexOf('m', i);
            }
            else
            {
                plain.Append(row[i]);
            }
        }

        return CellWidth.Of(plain.ToString());
    }

    /// <summary>Writes characters into rows of so many cells.</summary>
    private sealed class Pen(int room)
    {
        private readonly StringBuilder row = new();
        private readonly StringBuilder run = new();
        private Func<string, string>? style;
        private int cells;

        public List<string> Rows { get; } = [];

        public List<int> Cells { get; } = [];

        public int CursorRow { get; private set; }

        public int CursorCell { get; private set; }

        public void MarkCursor()
        {
            // Behind a full row the cursor stands in the next one, where the next character will be.
            if (cells >= room)
            {
                Break();
            }

            (CursorRow, CursorCell) = (Rows.Count, cells);
        }

        public void Write(string text, Func<string, string>? look)
        {
            for (var at = 0; at < text.Length;)
            {
                var length = StringInfo.GetNextTextElementLength(text, at);
                var character = text.AsSpan(at, length);
                var wide = CellWidth.Of(character);
                if (cells + wide > room)
                {
                    Break();
                }

                if (style != look)
                {
                    EndRun();
                    style = look;
                }

                run.Append(character);
                cells += wide;
                at += length;
            }
        }

        public void Break()
        {
            EndRun();
            Rows.Add(row.ToString());
            Cells.Add(cells);
            row.Clear();
            cells = 0;
        }

        private void EndRun()
        {
            if (run.Length > 0)
            {
                row.Append(style is null ? run.ToString() : style(run.ToString()));
                run.Clear();
            }
        }
    }
}
