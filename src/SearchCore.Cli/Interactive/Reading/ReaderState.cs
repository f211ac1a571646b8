using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Reading;

/// <summary>What a key of the reader asks of whoever shows it.</summary>
internal enum ReaderOutcome
{
    Stays,
    Closed,
    Next,
    Previous,
    Suspended,
}

/// <summary>
/// One article being read: what is seen of it, and what keys do. Keys go in, <see cref="Rows"/> are the screen; nothing here knows a
/// terminal. For one thread.
/// </summary>
internal sealed class ReaderState
{
    private readonly ReadingText article;
    private readonly string place;
    private readonly bool isPartial;
    private List<(int Start, int End)> rows = [];
    private IReadOnlyList<(int Start, int End)> matches;
    private int width, height, top, current = -1;
    private string? typed, wanted, message;
    private bool showsKeys;

    /// <summary>Begins at the first match.</summary>
    /// <param name="highlighted">The article.</param>
    /// <param name="place">Which hit it is, as <c>2 of 428</c>.</param>
    /// <param name="zone">The zone of its dates.</param>
    /// <param name="width">The terminal's width in cells.</param>
    /// <param name="height">Its height in rows.</param>
    public ReaderState(HighlightedArticle highlighted, string place, TimeZoneInfo zone, int width, int height)
    {
        (article, this.place, isPartial) = (ReadingText.Of(highlighted, zone), place, highlighted.IsPartial);
        matches = article.Matches;
        Resize(width, height);
        if (matches.Count > 0)
        {
            GoTo(0);
        }
    }

    /// <summary>How many matches there are: of the query, or of what is searched for inside.</summary>
    public int Matches => matches.Count;

    /// <summary>The number of the match at which it stands, from 0; -1 for none.</summary>
    public int Current => current;

    /// <summary>The number of the first row shown, from 0.</summary>
    public int Top => top;

    // The last row of the window says where one is.
    private int Page => Math.Max(1, height - 1);

    private int LastTop => Math.Max(0, rows.Count - Page);

    /// <summary>Lays the article out for a window; what was at the top stays there.</summary>
    public void Resize(int newWidth, int newHeight)
    {
        if ((newWidth, newHeight) == (width, height))
        {
            return;
        }

        var first = rows.Count > 0 ? rows[top].Start : 0;
        (width, height) = (newWidth, newHeight);
        rows = [.. TextRows.Of(article.Text.TrimEnd('\n'), Math.Max(4, width - 1))];
        top = Math.Clamp(RowOf(first), 0, LastTop);
    }

    /// <summary>Does what a key says.</summary>
    public ReaderOutcome Apply(Key key)
    {
        if (key.Code is KeyCode.Wake)
        {
            return ReaderOutcome.Stays;
        }

        message = null;
        if (typed is not null)
        {
            Type(key);
            return ReaderOutcome.Stays;
        }

        if (showsKeys)
        {
            showsKeys = false;
            return ReaderOutcome.Stays;
        }

        switch (key)
        {
            case { Code: KeyCode.Closed } or { Code: KeyCode.Escape } or { Code: KeyCode.Text, Text: "q" }
                or { Code: KeyCode.Text, Control: true, Text: "c" or "d" }:
                return ReaderOutcome.Closed;
            case { Code: KeyCode.Text, Control: true, Text: "z" }:
                return ReaderOutcome.Suspended;
            case { Code: KeyCode.Text, Text: "]" }:
                return ReaderOutcome.Next;
            case { Code: KeyCode.Text, Text: "[" }:
                return ReaderOutcome.Previous;
            default:
                Move(key);
                return ReaderOutcome.Stays;
        }
    }

    /// <summary>Says something until the next key.</summary>
    public void Say(string text) => message = text;

    /// <summary>The screen: as many rows as the window has, the last one says where one is.</summary>
    public IReadOnlyList<string> Rows(ReadingStyles styles)
    {
        var shown = new List<string>();
        for (var row = top; row < top + Page; row++)
        {
            shown.Add(showsKeys ? ReaderKeys.Rows.ElementAtOrDefault(row - top) ?? ""
                : row < rows.Count ? Styled(rows[row], styles)
                : "");
        }

        shown.Add(typed is not null
            ? Fitted.To("/" + SafeText.Line(typed), width - 1)
            : styles.Set(ReadingMark.Quiet, Fitted.To(Status(), width - 1)));
        return shown;
    }

    private string Status()
    {
        var parts = new List<string>();
        if (message is not null)
        {
            parts.Add(message);
        }

        parts.Add(place);
        parts.Add(
            matches.Count == 0 ? (wanted is null ? "no match in the text" : $"no '{SafeText.Line(wanted)}'")
            : current < 0 ? $"{matches.Count} found"
            : $"match {current + 1} of {matches.Count}");
        if (isPartial)
        {
            parts.Add("more may match");
        }

        parts.Add(LastTop == 0 ? "all" : $"{100 * top / LastTop} %");
        parts.Add("q back · ? keys");
        return string.Join(" · ", parts);
    }

    private void Move(Key key)
    {
        switch (key)
        {
            case { Code: KeyCode.Down or KeyCode.Enter } or { Code: KeyCode.Text, Text: "j" }:
                top = Math.Min(LastTop, top + 1);
                break;
            case { Code: KeyCode.Up } or { Code: KeyCode.Text, Text: "k" }:
                top = Math.Max(0, top - 1);
                break;
            case { Code: KeyCode.PageDown } or { Code: KeyCode.Text, Text: " " or "f" }:
                top = Math.Min(LastTop, top + Math.Max(1, Page - 1));
                break;
            case { Code: KeyCode.PageUp } or { Code: KeyCode.Text, Text: "b" }:
                top = Math.Max(0, top - Math.Max(1, Page - 1));
                break;
            case { Code: KeyCode.Home } or { Code: KeyCode.Text, Text: "g" }:
                top = 0;
                break;
            case { Code: KeyCode.End } or { Code: KeyCode.Text, Text: "G" }:
                top = LastTop;
                break;
            case { Code: KeyCode.Text, Text: "n" }:
                Step(1);
                break;
            case { Code: KeyCode.Text, Text: "N" }:
                Step(-1);
                break;
            case { Code: KeyCode.Text, Text: "/" }:
                typed = "";
                break;
            case { Code: KeyCode.Text, Text: "?" or "h" }:
                showsKeys = true;
                break;
            default:
                break;
        }
    }

    private void Step(int by)
    {
        if (matches.Count == 0)
        {
            message = "nothing to go to";
        }
        else if (current + by < 0 || current + by >= matches.Count)
        {
            message = by > 0 ? "the last match" : "the first match";
        }
        else
        {
            GoTo(current + by);
        }
    }

    // A match that is not seen comes to the upper third, so that what leads to it is seen too.
    private void GoTo(int match)
    {
        current = match;
        var row = RowOf(matches[match].Start);
        if (row < top || row >= top + Page)
        {
            top = Math.Clamp(row - (Page / 3), 0, LastTop);
        }
    }

    private void Type(Key key)
    {
        switch (key)
        {
            case { Code: KeyCode.Text, Control: false, Alt: false } or { Code: KeyCode.Paste }:
                typed += key.Text.ReplaceLineEndings(" ");
                break;
            case { Code: KeyCode.Backspace } when typed!.Length > 0:
                typed = typed[..System.Globalization.StringInfo.ParseCombiningCharacters(typed)[^1]];
                break;
            case { Code: KeyCode.Enter }:
                Find(typed!);
                typed = null;
                break;
            default:
                typed = null;
                break;
        }
    }

    // Nothing to look for brings the query's own matches back.
    private void Find(string text)
    {
        wanted = text.Length == 0 ? null : text;
        matches = wanted is null ? article.Matches : Places(article.Text, wanted);
        current = -1;
        if (matches.Count > 0)
        {
            var from = rows[top].Start;
            var before = matches.TakeWhile(m => m.Start < from).Count();
            GoTo(before < matches.Count ? before : 0);
        }
    }

    private static List<(int Start, int End)> Places(string text, string wanted)
    {
        var found = new List<(int, int)>();
        for (var at = 0; (at = text.IndexOf(wanted, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += wanted.Length)
        {
            found.Add((at, at + wanted.Length));
        }

        return found;
    }

    private int RowOf(int unit)
    {
        return Math.Max(0, FirstBehind(rows.Count, i => rows[i].Start, unit) - 1);
    }

    private string Styled((int Start, int End) row, ReadingStyles styles)
    {
        var text = article.Text;
        var line = new System.Text.StringBuilder();
        for (var at = row.Start; at < row.End;)
        {
            var (mark, end) = MarkAt(at);
            end = Math.Min(end, row.End);
            line.Append(styles.Set(mark, SafeText.Block(text[at..end]).Replace('\n', ' ')));
            at = end;
        }

        return line.ToString();
    }

    // What a unit is, and up to where: a match wins over what else stands there.
    private (ReadingMark Mark, int End) MarkAt(int at)
    {
        var end = int.MaxValue;
        for (var i = FirstBehind(matches.Count, i => matches[i].End, at); i < matches.Count; i++)
        {
            if (matches[i].Start <= at && at < matches[i].End)
            {
                return (i == current ? ReadingMark.Current : ReadingMark.Match, matches[i].End);
            }

            if (matches[i].Start > at)
            {
                end = matches[i].Start;
                break;
            }
        }

        for (var i = FirstBehind(article.Marks.Count, i => article.Marks[i].End, at); i < article.Marks.Count; i++)
        {
            var mark = article.Marks[i];
            if (mark.Start <= at && at < mark.End)
            {
                return (mark.Mark, Math.Min(end, mark.End));
            }

            if (mark.Start > at)
            {
                end = Math.Min(end, mark.Start);
                break;
            }
        }

        return (ReadingMark.None, end);
    }

    // Of stretches in order, the first one that ends behind a unit.
    private static int FirstBehind(int count, Func<int, int> end, int at)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = end(middle) <= at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
