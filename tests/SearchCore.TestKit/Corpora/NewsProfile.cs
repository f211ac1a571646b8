namespace SearchCore.TestKit.Corpora;

/// <summary>The statistics of a kind of news text, as measured on a real corpus.</summary>
/// <remarks>
/// <para>Measured on 2026-11-22. A token is a run of letters (with inner apostrophes) or of digits (with inner points and commas).</para>
/// <list type="table">
/// <listheader><term>what</term><description>Reuters-21578 · White House briefings, 2021–2026</description></listheader>
/// <item><term>articles; tokens of all bodies</term><description>20,841; 2.61 million · 14,396; 21.57 million</description></item>
/// <item><term>JSON lines</term><description>1,012 · 10,213 bytes an article</description></item>
/// <item><term>articles without a body</term><description>8.6 · 0 %</description></item>
/// <item><term>body, tokens</term><description>mean 137, median 91, 95 % under 431, most 1,908; log-normal 4.56 ± 0.85 · mean 1,498, median
/// 586, 95 % under 6,220, most 44,338; log-normal 6.45 ± 1.33</description></item>
/// <item><term>title, tokens</term><description>mean 7.5; log-normal 1.99 ± 0.25, in capitals · mean 13.4; log-normal 2.51 ±
/// 0.42</description></item>
/// <item><term>paragraph; sentence, mean tokens</term><description>24.6; 17.8 · 31.3; 15.7</description></item>
/// <item><term>token length</term><description>mean 4.82, longest share 3 letters (19 %) · mean 4.83, the same</description></item>
/// <item><term>type length (distinct lower-case tokens)</term><description>mean 7.0 · mean 7.9</description></item>
/// <item><term>vocabulary at 10⁴, 10⁵, 10⁶ tokens and all</term><description>2,490; 10,475; 36,798; 64,044 (grows with the power 0.58) ·
/// 2,484; 9,816; 39,047; 117,224 (0.50)</description></item>
/// <item><term>covered by the 100, 1,000, 10,000 most frequent</term><description>46, 75, 95 % · 47, 77, 97 %</description></item>
/// <item><term>function words; names; numbers</term><description>37.4; 11.4; 5.5 % of tokens · 46.1; 10.6; 1.4 %</description></item>
/// <item><term>distinct among an article's content tokens</term><description>72 % at 60–150 of them, 68 % at 150–400 · 80 %, 71 %, 57 % at
/// 400–1,000, 44 % at 1,000–4,000</description></item>
/// <item><term>a name's tokens</term><description>one 71, two 19, three 7 % · 71, 21, 6 %</description></item>
/// <item><term>commas; possessives; addresses for 1,000 tokens</term><description>52; 7.7; 0 · 59; 10.4; 1.7</description></item>
/// <item><term>characters beyond ASCII</term><description>none (of its age: here a few curly quotes and accents) · 1.59 %: no-break spaces
/// 0.91, ’ 0.34, dashes 0.26, “” 0.06</description></item>
/// <item><term>given entities an article</term><description>1.23: place 1.09, person 0.07, organization 0.05 · none (here: some of the
/// names in the text)</description></item>
/// <item><term>topics an article; with an author</term><description>0.68; 4 % · none</description></item>
/// </list>
/// <para>Sources: Reuters-21578, Distribution 1.0 (David D. Lewis, 1997), of which nothing but these figures is used, and the statements,
/// briefings and speeches of the White House (public domain; collected, CC0, in github.com/brian14708/wh-briefings).</para>
/// </remarks>
public sealed record NewsProfile
{
    /// <summary>Short wire stories: a paragraph or ten, in lines of 60 characters.</summary>
    public static NewsProfile Wire { get; } = new()
    {
        Name = "wire",
        HeadlineOnly = 86,
        BodyLength = (4.556, 0.849, 2_000),
        TitleLength = (1.988, 0.247),
        TitleInCapitals = true,
        SentenceLength = (2.85, 0.45),
        ParagraphLength = 25,
        LineWidth = 60,
        ParagraphBreak = "\n    ",
        ContentFrequencies =
            [21_394, 17_228, 14_284, 7_976, 3_427, 2_304, 1_605, 1_074, 688, 378, 180, 74.5, 25.1, 6.7],
        Start = new Follow(807, 190, 3, 0),
        AfterContent = new Follow(429, 480, 42, 49),
        AfterFunction = new Follow(507, 311, 64, 118),
        AfterNumber = new Follow(710, 136, 118, 36),
        AfterName = new Follow(363, 414, 74, 149),
        Commas = 52,
        Possessives = 55,
        Hyphens = 12,
        QuotedSentences = 50,
        CurlyQuotes = 30,
        Modern = false,
        Repeats = 250,
        AtHome = 500,
        GivenPlaces = 910,
        GivenOthers = 60,
        Topics = 683,
        Bylines = 42,
        Sections = [],
    };

    /// <summary>Long briefings, statements and transcripts with paragraphs, typographic punctuation and addresses.</summary>
    public static NewsProfile Briefing { get; } = new()
    {
        Name = "briefing",
        HeadlineOnly = 0,
        BodyLength = (6.453, 1.325, 45_000),
        TitleLength = (2.506, 0.421),
        TitleInCapitals = false,
        SentenceLength = (2.55, 0.65),
        ParagraphLength = 31,
        LineWidth = 70,
        ParagraphBreak = "\n\n",
        ContentFrequencies =
            [7_398, 7_387, 6_140, 3_968, 3_170, 2_382, 1_660, 1_077, 706, 413, 206, 86.7, 28.8, 7.5],
        Start = new Follow(682, 296, 22, 0),
        AfterContent = new Follow(379, 571, 9, 41),
        AfterFunction = new Follow(493, 392, 11, 104),
        AfterNumber = new Follow(478, 256, 172, 94),
        AfterName = new Follow(350, 495, 36, 119),
        Commas = 59,
        Possessives = 70,
        Hyphens = 15,
        QuotedSentences = 30,
        CurlyQuotes = 1_000,
        Modern = true,
        Repeats = 150,
        AtHome = 700,
        GivenPlaces = 1_000,
        GivenOthers = 600,
        Topics = 0,
        Bylines = 0,
        Sections = ["statements", "speeches", "actions", "press", "legislation", "fact-sheets"],
    };

    /// <summary>The profile with a name, <c>wire</c> or <c>briefing</c>.</summary>
    public static NewsProfile Named(string name) => name switch
    {
        "wire" => Wire,
        "briefing" => Briefing,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such profile"),
    };

    /// <summary>Its name: the source of its articles and the beginning of their ids.</summary>
    public required string Name { get; init; }

    /// <summary>Articles of a thousand that are a title alone.</summary>
    public required int HeadlineOnly { get; init; }

    /// <summary>Tokens of a body: mean and deviation of their logarithm, and the most.</summary>
    public required (double Mean, double Deviation, int Most) BodyLength { get; init; }

    /// <summary>Tokens of a title, likewise.</summary>
    public required (double Mean, double Deviation) TitleLength { get; init; }

    /// <summary>Whether titles are in capitals.</summary>
    public required bool TitleInCapitals { get; init; }

    /// <summary>Tokens of a sentence, likewise.</summary>
    public required (double Mean, double Deviation) SentenceLength { get; init; }

    /// <summary>Tokens after which a paragraph ends with its sentence, on average.</summary>
    public required int ParagraphLength { get; init; }

    /// <summary>Characters of a line, about.</summary>
    public required int LineWidth { get; init; }

    /// <summary>What stands between paragraphs.</summary>
    public required string ParagraphBreak { get; init; }

    /// <summary>How often the content words of rank 1, 2, 4, 8 … stand among a million content words.</summary>
    public required IReadOnlyList<double> ContentFrequencies { get; init; }

    /// <summary>What begins a sentence.</summary>
    public required Follow Start { get; init; }

    /// <summary>What follows a content word.</summary>
    public required Follow AfterContent { get; init; }

    /// <summary>What follows a function word.</summary>
    public required Follow AfterFunction { get; init; }

    /// <summary>What follows a number.</summary>
    public required Follow AfterNumber { get; init; }

    /// <summary>What follows a name.</summary>
    public required Follow AfterName { get; init; }

    /// <summary>Commas for a thousand tokens.</summary>
    public required int Commas { get; init; }

    /// <summary>Names of a thousand that carry <c>'s</c>.</summary>
    public required int Possessives { get; init; }

    /// <summary>Content words of a thousand tied to a second one by a hyphen.</summary>
    public required int Hyphens { get; init; }

    /// <summary>Sentences of a thousand in quotation marks.</summary>
    public required int QuotedSentences { get; init; }

    /// <summary>Articles of a thousand whose quotation marks and apostrophes are curly.</summary>
    public required int CurlyQuotes { get; init; }

    /// <summary>Whether there are contractions, dashes, no-break spaces after sentences, and addresses.</summary>
    public required bool Modern { get; init; }

    /// <summary>Content words of a thousand that a text takes from those it has used, at its beginning; it rises with the text.</summary>
    public required int Repeats { get; init; }

    /// <summary>Articles of a thousand that are filed under the one country at home.</summary>
    public required int AtHome { get; init; }

    /// <summary>Articles of a thousand that come with a country.</summary>
    public required int GivenPlaces { get; init; }

    /// <summary>Of a thousand further names in the text, those that come with the article as entities.</summary>
    public required int GivenOthers { get; init; }

    /// <summary>Topics for a thousand articles.</summary>
    public required int Topics { get; init; }

    /// <summary>Articles of a thousand with an author.</summary>
    public required int Bylines { get; init; }

    /// <summary>Sections that articles are filed under.</summary>
    public required IReadOnlyList<string> Sections { get; init; }
}

/// <summary>Of a thousand tokens, how many are of which class.</summary>
/// <param name="Content">Content words.</param>
/// <param name="Function">Function words.</param>
/// <param name="Number">Numbers.</param>
/// <param name="Name">Beginnings of names.</param>
public readonly record struct Follow(int Content, int Function, int Number, int Name);
