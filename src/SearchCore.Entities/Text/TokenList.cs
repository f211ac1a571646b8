namespace SearchCore.Entities.Text;

/// <summary>A growing list of words that hands out references and keeps its memory from one text to the next.</summary>
internal sealed class TokenList
{
    private TextToken[] items = new TextToken[1024];

    public int Count { get; private set; }

    public ref TextToken this[int index] => ref items[index];

    public Span<TextToken> Span => items.AsSpan(0, Count);

    public ref TextToken Add()
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
        }

        return ref items[Count++];
    }

    public void Clear() => Count = 0;
}
