namespace SearchCore.Entities.Text;

/// <summary>A growing list of words that hands out references and keeps its memory from one text to the next.</summary>
internal sealed class TokenList
{
    private Token[] items = new Token[1024];

    public int Count { get; private set; }

    public ref Token this[int index] => ref items[index];

    public Span<Token> Span => items.AsSpan(0, Count);

    public ref Token Add()
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
        }

        return ref items[Count++];
    }

    public void Clear() => Count = 0;
}
