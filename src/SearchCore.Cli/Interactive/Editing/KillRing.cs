namespace SearchCore.Cli.Interactive.Editing;

/// <summary>What was deleted by the word or more, to be put back: pieces that follow one upon the other are one.</summary>
internal sealed class KillRing
{
    private const int Most = 30;

    private readonly List<string> pieces = [];
    private int place;
    private bool continues;

    /// <summary>The piece that is put back.</summary>
    public string Current => pieces.Count == 0 ? "" : pieces[place];

    /// <summary>Takes in what was deleted.</summary>
    public void Add(string text, bool inFront)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (continues)
        {
            pieces[^1] = inFront ? text + pieces[^1] : pieces[^1] + text;
        }
        else
        {
            pieces.Add(text);
            if (pieces.Count > Most)
            {
                pieces.RemoveAt(0);
            }
        }

        (place, continues) = (pieces.Count - 1, true);
    }

    /// <summary>What is deleted next is a piece of its own.</summary>
    public void Break() => continues = false;

    /// <summary>Goes to the piece before the current one, around the ring.</summary>
    public string Turn() => pieces.Count == 0 ? "" : pieces[place = (place + pieces.Count - 1) % pieces.Count];
}
