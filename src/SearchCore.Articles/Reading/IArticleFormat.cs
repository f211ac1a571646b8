namespace SearchCore.Articles.Reading;

/// <summary>A way of writing articles down: told by its content, read by a source of its own.</summary>
/// <remarks>
/// <para>
/// Made known by <c>ArticleFormats.With</c>. How a format cuts its input, what of it can be read side by side and whether it can be taken
/// up again after an interruption is its source's business: <see cref="ArticleSource.From(IEnumerable{Article}, string, ReadingOptions?)"/>
/// makes one of articles as they are parsed; <see cref="RecordSource"/> one of records whose ends can be found by looking for them
/// (<see cref="RecordSyntax"/>), with unpacking, chunks and resuming; anything else is an <see cref="IArticleSource"/>, and an
/// <see cref="IResumableSource"/> where it can be taken up again.
/// </para>
/// <para>Formats are used by any number of threads at a time.</para>
/// </remarks>
public interface IArticleFormat
{
    /// <summary>What it is called on a command line: 1 to 32 of <c>a-z 0-9 -</c>, a letter first, and not <c>auto</c>.</summary>
    string Name { get; }

    /// <summary>What it is called in messages: <c>JSON lines</c>.</summary>
    string Description { get; }

    /// <summary>How sure it is that an input is of this format. Never throws for any content.</summary>
    /// <param name="head">The input's name and beginning.</param>
    FormatMatch Recognize(InputHead head);

    /// <summary>The articles of an input. Nothing is read yet: what cannot be read fails when it is.</summary>
    /// <param name="input">The input, recognized or asked to be read as this format.</param>
    /// <param name="options">How to read.</param>
    IArticleSource Open(ArticleInput input, ReadingOptions options);
}

/// <summary>
/// A format whose files hold one article each. The files of a folder are handed to it in runs, so that small ones make large
/// chunks.
/// </summary>
/// <remarks>Where such a format is asked for by name, a folder's files are chosen by their names alone: any text may be one.</remarks>
public interface ISingleArticleFormat : IArticleFormat
{
    /// <summary>The articles of a run of inputs.</summary>
    /// <param name="name">What to call the run in messages.</param>
    /// <param name="inputs">The inputs in the order they are to be read.</param>
    /// <param name="options">How to read.</param>
    IArticleSource Open(string name, IReadOnlyList<ArticleInput> inputs, ReadingOptions options);
}
