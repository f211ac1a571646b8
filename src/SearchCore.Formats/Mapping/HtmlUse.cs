namespace SearchCore.Formats.Mapping;

/// <summary>Whether titles and bodies are read as HTML.</summary>
public enum HtmlUse
{
    /// <summary>Where a text has tags or references that HTML has.</summary>
    Auto,

    /// <summary>Always: line breaks mean nothing, <c>&lt;br&gt;</c> and <c>&lt;p&gt;</c> do.</summary>
    Always,

    /// <summary>Never: texts stay as they are.</summary>
    Never,
}
