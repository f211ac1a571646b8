using SearchCore.Analysis;
using SearchCore.Entities;
using SearchCore.Files;

namespace SearchCore;

/// <summary>How an index is opened. Everything has a default that suits a news archive on one machine.</summary>
public sealed record ArticleIndexOptions
{
    /// <summary>The languages that words are stemmed in, as tags: what <see cref="Language"/> may be.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        [.. TextLanguages.All.Where(a => a != TextLanguages.Other).Select(a => a.Code)];

    /// <summary>Whether <see cref="Language"/> may be a text: a tag, a code of ISO 639 or an English name of one of them.</summary>
    public static bool IsLanguage(string language) => new ArticleIndexOptions { Language = language }.LanguageCode is not null;

    /// <summary>
    /// Read and write (the default), which takes the index's lock and creates the index where there is none, or read only,
    /// which takes no lock and sees the last commit.
    /// </summary>
    public IndexAccess Access { get; init; } = IndexAccess.ReadWrite;

    /// <summary>
    /// Finds entities in articles that come without any of a kind; null leaves articles as they come. Behaviour: changes what later
    /// additions store, not what is stored already. One that is an <see cref="IEntityAliases"/> also lets searches find an entity by its
    /// aliases, in an index that is open read only too. Default: the built-in recognizer.
    /// </summary>
    public IEntityRecognizer? Recognizer { get; init; } = EntityRecognizer.Default;

    /// <summary>
    /// Words and phrases that searches read as others too. Behaviour: changes what queries find, not what is stored; it may be another one
    /// each time the index is opened. Default: none.
    /// </summary>
    public Synonyms? Synonyms { get; init; }

    /// <summary>
    /// Behaviour: whether words can also be found exactly as they are written (<c>=organise</c> finds neither "organisation" nor
    /// "organised"). Fixed when an index is made. It costs about half as much again of the postings: an index of long articles grows by a
    /// third, and loading it takes a fifth longer. Null (the default) leaves an index as it is; a new one is made without. Opening an index
    /// that was made the other way fails.
    /// </summary>
    public bool? ExactForms { get; init; }

    /// <summary>
    /// Behaviour: the language of articles that do not say theirs, a tag such as <c>de</c> or <c>pt-BR</c>; their words are stemmed by it.
    /// An article that says its language is read in that. Fixed when an index is made or rebuilt (the methods
    /// <c>Rebuild</c> of <see cref="ArticleIndex"/>). Null (the default) leaves an index as it is; a new one is made for English. Opening
    /// an index that was made for another fails.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>
    /// Behaviour: whether articles that do not say their language are given it where it can be told from their text, as if they had said
    /// it: it is stored, a value of <c>lang</c>, and their words are stemmed by it. Changes what later additions store, and a rebuild.
    /// Default: they are not, and are read in <see cref="Language"/>. A text of less than some ten words mostly cannot be told.
    /// </summary>
    public bool DetectLanguages { get; init; }

    /// <summary>
    /// Behaviour: members of the articles that are searched and not only stored. Fixed when an index is made or rebuilt
    /// (the methods <c>Rebuild</c> of <see cref="ArticleIndex"/>). Null (the default) leaves an index as it is; a new one is made without.
    /// Opening an index that was made with others fails.
    /// </summary>
    public IReadOnlyList<FieldDeclaration>? Fields { get; init; }

    /// <summary>
    /// Performance: how many workers index at a time. 0 (the default) means one a processor. More workers than processors gain nothing.
    /// </summary>
    public int Workers { get; init; }

    /// <summary>
    /// Performance: the memory, in megabytes, in which segments are built before they are written, for all workers together. 16 to 16,384,
    /// default 256. More memory makes fewer, larger segments and less merging. A process takes more: its runtime, merges, and
    /// garbage that is not collected yet (<c>System.GC.Gen0MaxBudget</c> bounds that); the console some 150 megabytes at most.
    /// </summary>
    public int MemoryMegabytes { get; init; } = 256;

    /// <summary>
    /// Performance: the memory, in megabytes, that searches may hold of the files of indexes, as pages and as columns that were decoded: of
    /// all open indexes of the process together, so that the last one that names it decides for all. 1 to 1,048,576; null (the
    /// default) leaves it as it is, which is a quarter of the process's memory, but 512 at most. What was not used for long goes first;
    /// with less, searches read more of the system's own memory of files.
    /// </summary>
    public int? CacheMegabytes { get; init; }

    /// <summary>
    /// Performance: how many files of indexes may be open for reading at a time, of all open indexes of the process together, so that the
    /// last one that names it decides for all. 16 to 1,048,576; null (the default) leaves it as it is, which is 256. Files of up to 64 KB
    /// are held in memory and do not count. Beyond it those that were not read for long are closed, and opened again when they are read.
    /// Files that may be gone by then stay open, also beyond it: those of indexes that are open read only, whose writer deletes without
    /// telling, and those that a search still reads after they were deleted.
    /// </summary>
    public int? OpenFileLimit { get; init; }

    /// <summary>
    /// Performance: how many threads one search may use: 1 (the default) to 256, and never more than there are segments or than one for
    /// every 100,000 articles. The answer is the same with any number. More than one make a single search of a large archive faster; where
    /// many searches run at a time they gain nothing. Exports, and what is planned and shown, use one.
    /// </summary>
    public int SearchThreads { get; init; } = 1;

    /// <summary>
    /// Durability: how often a long load commits what is done, so that an interruption loses no more than this. Default ten seconds.
    /// </summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Behaviour: how long the point in time that a result saw is kept for its cursor (<see cref="SearchResults.Next"/>). Default five
    /// minutes; zero keeps none, and cursors go on in the newest articles. Files that later merges replace stay on disk meanwhile.
    /// </summary>
    public TimeSpan CursorLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Behaviour: how many points in time are kept for cursors at most, 0 to 1,000; those that were not used for the longest time go first.
    /// Default 32. Where the index changes, each keeps the files of its moment open and on disk.
    /// </summary>
    public int CursorPoints { get; init; } = 32;

    /// <summary>
    /// Behaviour: how many megabytes of segments that the index has no longer, merged or deleted, may be kept for cursors, 0 to 1,048,576;
    /// of more, points in time that were not used for the longest time go, and their cursors go on by their place in the order (SC410).
    /// Default 1,000.
    /// </summary>
    public int CursorMegabytes { get; init; } = 1_000;

    /// <summary>
    /// Performance: how many segments of about one size stand side by side before they are merged into one, 2 to 100; of those below 16
    /// megabytes, as an index gets that changes all the time, ten stand in all, or half as many as this where that is more, and never more
    /// than this. Default 20, which merges little while an archive is loaded. With fewer, searches are faster and more is written again.
    /// </summary>
    public int SegmentsPerTier { get; init; } = 20;

    /// <summary>
    /// What measurements call the index: the tag <c>index</c> of every instrument of the meter <c>SearchCore</c>. Null (the default) for
    /// the name of its folder.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// Whether spans of the activity source <c>SearchCore</c> carry what was searched for. Default: they do not, for queries can say who
    /// looks for whom.
    /// </summary>
    public bool TraceQueries { get; init; }

    /// <summary>The clock for intervals and durations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The file system below the index; another one where a test wants faults.</summary>
    internal IFileOperations Files { get; init; } = PhysicalFiles.Instance;

    /// <summary>Whether small segments have their files apart as large ones do, where a test wants to look at each.</summary>
    internal bool KeepsFilesApart { get; init; }

    /// <summary>How many articles there must be for each thread of a search, unless a test wants fewer.</summary>
    internal int ArticlesASearchThread { get; init; } = 100_000;

    /// <summary>How many workers that comes to.</summary>
    internal int EffectiveWorkers => Workers > 0 ? Workers : Environment.ProcessorCount;

    /// <summary>The memory of one worker's segment in bytes where a test wants small segments; 0 for its share.</summary>
    internal long WorkerBytes { get; init; }

    /// <summary>
    /// How many bytes of a segment's stored fields are held before they go to its file, in one write, unless a test wants fewer: more than
    /// a segment has whose files are put into one.
    /// </summary>
    internal long HeldBytes { get; init; } = 1 << 20;

    /// <summary>The language as the table of languages has it; null for none, and for one it does not have.</summary>
    internal string? LanguageCode => TextLanguages.Find(Language) is { } found && found != TextLanguages.Other ? found.Code : null;

    /// <summary>Finds every fault at once, before an index is opened.</summary>
    /// <exception cref="ArgumentException">Something is out of bounds; the message names everything that is.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (Fields is not null && FieldDeclaration.Fault(Fields) is { } wrong)
        {
            faults.Add(wrong);
        }

        if (Language is not null && LanguageCode is null)
        {
            faults.Add(
                $"Language is '{Language}'; it is a tag of a language that words can be stemmed in: {string.Join(", ", Languages)}.");
        }

        if (Workers is < 0 or > 256)
        {
            faults.Add($"Workers is {Workers}; it goes from 0 (one a processor) to 256.");
        }

        if (MemoryMegabytes is < 16 or > 16_384)
        {
            faults.Add($"MemoryMegabytes is {MemoryMegabytes}; it goes from 16 to 16,384.");
        }

        if (CacheMegabytes is < 1 or > 1_048_576)
        {
            faults.Add($"CacheMegabytes is {CacheMegabytes}; it goes from 1 to 1,048,576.");
        }

        if (OpenFileLimit is < 16 or > 1_048_576)
        {
            faults.Add($"OpenFileLimit is {OpenFileLimit}; it goes from 16 to 1,048,576.");
        }

        if (SearchThreads is < 1 or > 256)
        {
            faults.Add($"SearchThreads is {SearchThreads}; it goes from 1 to 256.");
        }

        if (CursorPoints is < 0 or > 1_000)
        {
            faults.Add($"CursorPoints is {CursorPoints}; it goes from 0 to 1,000.");
        }

        if (CursorMegabytes is < 0 or > 1_048_576)
        {
            faults.Add($"CursorMegabytes is {CursorMegabytes}; it goes from 0 to 1,048,576.");
        }

        if (SegmentsPerTier is < 2 or > 100)
        {
            faults.Add($"SegmentsPerTier is {SegmentsPerTier}; it goes from 2 to 100.");
        }

        if (CommitInterval <= TimeSpan.Zero)
        {
            faults.Add($"CommitInterval is {CommitInterval}; it must be positive.");
        }

        if (CursorLifetime < TimeSpan.Zero)
        {
            faults.Add($"CursorLifetime is {CursorLifetime}; it must be zero or more.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }
    }
}

/// <summary>What an open index may do.</summary>
public enum IndexAccess
{
    /// <summary>Search and change; one process at a time.</summary>
    ReadWrite,

    /// <summary>Search only; any number of processes, also beside one that writes.</summary>
    ReadOnly,
}
