using System.Globalization;

namespace SearchCore.Cli.Interactive;

/// <summary>A line being typed: its text and a cursor that moves by what a person sees as one character.</summary>
internal sealed class LineBuffer
{
    public string Text { get; private set; } = "";

    /// <summary>The cursor, in UTF-16 units from the start; always between two characters.</summary>
    public int Cursor { get; private set; }

    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string text) => (Text, Cursor) = (Text.Insert(Cursor, text), Cursor + text.Length);

    public void Home() => Cursor = 0;

    public void End() => Cursor = Text.Length;

    public void Left() => Cursor = Before(Cursor);

    public void Right() => Cursor = Behind(Cursor);

    public void WordLeft() => Cursor = WordBefore(Cursor);

    public void WordRight()
    {
        while (Cursor < Text.Length && !char.IsLetterOrDigit(Text[Cursor]))
        {
            Cursor = Behind(Cursor);
        }

        while (Cursor < Text.Length && char.IsLetterOrDigit(Text[Cursor]))
        {
            Cursor = Behind(Cursor);
        }
    }

    public void Backspace() => Remove(Before(Cursor), Cursor);

    public void Delete() => Remove(Cursor, Behind(Cursor));

    public void DeleteWordLeft() => Remove(WordBefore(Cursor), Cursor);

    public void DeleteToStart() => Remove(0, Cursor);

    public void DeleteToEnd() => Remove(Cursor, Text.Length);

    private void Remove(int start, int end) => (Text, Cursor) = (Text.Remove(start, end - start), start);

    private int Behind(int at) => at >= Text.Length ? Text.Length : at + StringInfo.GetNextTextElementLength(Text, at);

    private int Before(int at)
    {
        var previous = 0;
        for (var next = 0; next < at; next = Behind(next))
        {
            previous = next;
        }

        return previous;
    }

    private int WordBefore(int at)
    {
        while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        return at;
    }
}
