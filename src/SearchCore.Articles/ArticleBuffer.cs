using System.Runtime.InteropServices;
using System.Text;

namespace SearchCore.Articles;

/// <summary>A run of bytes in an <see cref="ArticleBuffer"/>. <c>default</c> stands for a value the article does not have.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many bytes.</param>
public readonly record struct ByteSlice(int Start, int Length)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Length == 0;
}

/// <summary>
/// One article as slices of UTF-8 bytes, made to be filled and emptied again for each article: the form in which readers hand articles to
/// the index without allocating.
/// </summary>
/// <remarks>
/// Everything appended must be valid UTF-8 (<see cref="Append(ReadOnlySpan{char})"/> replaces lone surrogates by U+FFFD).
/// Slices are valid until <see cref="Clear"/>. Not safe for use by two threads at a time. The limits of
/// <see cref="ArticleLimits"/> are the reader's to keep.
/// </remarks>
public sealed class ArticleBuffer
{
    private readonly List<ByteSlice> authors = [];
    private readonly List<ByteSlice> tags = [];
    private readonly List<(ByteSlice Kind, ByteSlice Name)> entities = [];
    private readonly List<(ByteSlice Name, ByteSlice Value)> members = [];
    private byte[] bytes = new byte[16 * 1024];

    /// <summary>The article's key.</summary>
    public ByteSlice Id { get; set; }

    /// <summary>The headline.</summary>
    public ByteSlice Title { get; set; }

    /// <summary>The text.</summary>
    public ByteSlice Body { get; set; }

    /// <summary>When it was published.</summary>
    public ArticleDate? Published { get; set; }

    /// <summary>The newspaper, agency or site.</summary>
    public ByteSlice Source { get; set; }

    /// <summary>Where it can be read.</summary>
    public ByteSlice Url { get; set; }

    /// <summary>The section or desk.</summary>
    public ByteSlice Section { get; set; }

    /// <summary>The language of the text.</summary>
    public ByteSlice Language { get; set; }

    /// <summary>Who wrote it.</summary>
    public ReadOnlySpan<ByteSlice> Authors => CollectionsMarshal.AsSpan(authors);

    /// <summary>Topics and keywords.</summary>
    public ReadOnlySpan<ByteSlice> Tags => CollectionsMarshal.AsSpan(tags);

    /// <summary>Entities given with the article.</summary>
    public ReadOnlySpan<(ByteSlice Kind, ByteSlice Name)> Entities => CollectionsMarshal.AsSpan(entities);

    /// <summary>Further members.</summary>
    public ReadOnlySpan<(ByteSlice Name, ByteSlice Value)> Members => CollectionsMarshal.AsSpan(members);

    /// <summary>How many bytes are in use.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes of a slice; valid until the next append or <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> this[ByteSlice slice] => bytes.AsSpan(slice.Start, slice.Length);

    /// <summary>Empties the buffer; its memory is kept for the next article.</summary>
    public void Clear()
    {
        Length = 0;
        Id = Title = Body = Source = Url = Section = Language = default;
        Published = null;
        authors.Clear();
        tags.Clear();
        entities.Clear();
        members.Clear();
    }

    /// <summary>Copies valid UTF-8 in.</summary>
    public ByteSlice Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        return Commit(utf8.Length);
    }

    /// <summary>Encodes text in; a lone surrogate becomes U+FFFD.</summary>
    public ByteSlice Append(ReadOnlySpan<char> text)
    {
        var room = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Commit(Encoding.UTF8.GetBytes(text, room));
    }

    /// <summary>
    /// At least <paramref name="size"/> bytes of room after what is in use, to be written and then taken by
    /// <see cref="Commit"/>.
    /// </summary>
    public Span<byte> Reserve(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (bytes.Length - Length < size)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(bytes.Length * 2L, (long)Length + size)));
        }

        return bytes.AsSpan(Length);
    }

    /// <summary>Takes the first bytes of what <see cref="Reserve"/> gave as a slice.</summary>
    public ByteSlice Commit(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, bytes.Length - Length);
        var slice = new ByteSlice(Length, length);
        Length += length;
        return slice;
    }

    /// <summary>Adds an author.</summary>
    public void AddAuthor(ByteSlice name) => authors.Add(name);

    /// <summary>Adds a tag.</summary>
    public void AddTag(ByteSlice tag) => tags.Add(tag);

    /// <summary>Adds an entity.</summary>
    public void AddEntity(ByteSlice kind, ByteSlice name) => entities.Add((kind, name));

    /// <summary>Takes every entity away again.</summary>
    public void ClearEntities() => entities.Clear();

    /// <summary>Adds a further member.</summary>
    public void AddMember(ByteSlice name, ByteSlice value) => members.Add((name, value));

    /// <summary>The slice as a string; null for an empty slice.</summary>
    public string? GetString(ByteSlice slice) => slice.IsEmpty ? null : Encoding.UTF8.GetString(this[slice]);

    /// <summary>Empties the buffer and fills it with an article.</summary>
    public void Set(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        Clear();
        Id = Append(article.Id);
        Title = Append(article.Title);
        Body = Append(article.Body);
        Published = article.Published;
        Source = Append(article.Source);
        Url = Append(article.Url);
        Section = Append(article.Section);
        Language = Append(article.Language);
        foreach (var author in article.Authors)
        {
            AddAuthor(Append(author));
        }

        foreach (var tag in article.Tags)
        {
            AddTag(Append(tag));
        }

        foreach (var (kind, name) in article.Entities)
        {
            AddEntity(Append(kind), Append(name));
        }

        foreach (var (name, value) in article.Members)
        {
            AddMember(Append(name), Append(value));
        }
    }

    /// <summary>The article as a record of its own, independent of this buffer.</summary>
    public Article ToArticle() => new()
    {
        Id = Text(Id),
        Title = GetString(Title),
        Body = GetString(Body),
        Published = Published,
        Source = GetString(Source),
        Url = GetString(Url),
        Section = GetString(Section),
        Language = GetString(Language),
        Authors = [.. authors.Select(Text)],
        Tags = [.. tags.Select(Text)],
        Entities = [.. entities.Select(e => new EntityName(Text(e.Kind), Text(e.Name)))],
        Members = [.. members.Select(m => new ArticleMember(Text(m.Name), Text(m.Value)))],
    };

    private string Text(ByteSlice slice) => Encoding.UTF8.GetString(this[slice]);
}
