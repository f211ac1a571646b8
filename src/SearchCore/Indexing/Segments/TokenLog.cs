using System.Runtime.CompilerServices;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// One field of the articles gathered so far as one number a token, in order: a token's place after its article's first is its position,
/// and a hole is a position nothing stands at. Pages are kept for the next segment.
/// </summary>
/// <remarks>Not safe for use by two threads at a time. At most 2^31 tokens.</remarks>
internal sealed class TokenLog
{
    /// <summary>A position nothing stands at.</summary>
    public const int Hole = TermMemo.Dropped;

    /// <summary>Tokens on a page.</summary>
    public const int PageSize = 1 << PageBits;

    private const int PageBits = 16;

    private readonly List<int[]> pages = [];
    private int[] starts = new int[1024];
    private int[] page = [];
    private int inPage = PageSize;
    private int fullPages = -1;

    /// <summary>How many tokens there are, holes included.</summary>
    public int Count => (fullPages * PageSize) + inPage;

    /// <summary>How many articles there are.</summary>
    public int Documents { get; private set; }

    /// <summary>How many articles have a token in this field.</summary>
    public int DocumentsWithTokens { get; private set; }

    /// <summary>The memory it holds.</summary>
    public long Bytes => (pages.Count * (long)PageSize * sizeof(int)) + (starts.Length * (long)sizeof(int));

    /// <summary>Where each article's tokens begin, and after the last one where they end.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Documents + 1);

    /// <summary>The pages in use, the last one cut to what is on it.</summary>
    public int PageCount => fullPages + 1;

    /// <summary>A page.</summary>
    public ReadOnlySpan<int> Page(int number) => number < fullPages ? pages[number] : page.AsSpan(0, inPage);

    /// <summary>Adds a token to the current article.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int term)
    {
        if (inPage == PageSize)
        {
            NextPage();
        }

        page[inPage++] = term;
    }

    /// <summary>Adds tokens to the current article.</summary>
    public void Add(ReadOnlySpan<int> terms)
    {
        while (!terms.IsEmpty)
        {
            if (inPage == PageSize)
            {
                NextPage();
            }

            var some = Math.Min(terms.Length, PageSize - inPage);
            terms[..some].CopyTo(page.AsSpan(inPage));
            inPage += some;
            terms = terms[some..];
        }
    }

    /// <summary>Ends the current article.</summary>
    /// <param name="hasTokens">Whether anything stands in it but holes.</param>
    public void EndDocument(bool hasTokens)
    {
        Documents++;
        if (Documents == starts.Length)
        {
            Array.Resize(ref starts, Capacity.For(Documents + 1));
        }

        starts[Documents] = Count;
        DocumentsWithTokens += hasTokens ? 1 : 0;
    }

    /// <summary>
    /// Empties it. Pages are kept, but for those that a segment of some size had no use for: the next one will have none either.
    /// </summary>
    public void Clear()
    {
        if (PageCount > pages.Count / 2)
        {
            pages.RemoveRange(PageCount, pages.Count - PageCount);
        }

        Documents = DocumentsWithTokens = 0;
        page = [];
        inPage = PageSize;
        fullPages = -1;
    }

    private void NextPage()
    {
        if (++fullPages == pages.Count)
        {
            pages.Add(GC.AllocateUninitializedArray<int>(PageSize));
        }

        page = pages[fullPages];
        inPage = 0;
    }
}
