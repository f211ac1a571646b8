namespace SearchCore.Cli.Language;

/// <summary>What a command takes behind its name; completion offers things of that kind.</summary>
internal enum ArgumentKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Words that nothing is known of: names, notes.</summary>
    Text,

    /// <summary>A query.</summary>
    Query,

    /// <summary>Kinds of facet: <c>person:10,tag</c>.</summary>
    Kinds,

    /// <summary>A kind and a value: <c>place=Syria</c>.</summary>
    KindAndValue,

    /// <summary>The number of a hit in the list, or an article's id.</summary>
    Hit,

    /// <summary>A file.</summary>
    File,

    /// <summary>An order of hits.</summary>
    Sort,

    /// <summary>A time zone.</summary>
    Zone,

    /// <summary>A date or an interval of dates.</summary>
    Date,

    /// <summary>A unit of a timeline, or a date to look into.</summary>
    Timeline,

    /// <summary>A form of output.</summary>
    Format,

    /// <summary>Columns of the list.</summary>
    Columns,

    /// <summary>A duration.</summary>
    Duration,

    /// <summary>A number.</summary>
    Number,

    /// <summary>On or off.</summary>
    Switch,

    /// <summary>What bars are by.</summary>
    Bars,

    /// <summary>The name of a saved search.</summary>
    Saved,

    /// <summary>A command or a topic of the help.</summary>
    Topic,

    /// <summary>How queries are written.</summary>
    Dialect,

    /// <summary>Arguments and options of a verb.</summary>
    Verb,
}
