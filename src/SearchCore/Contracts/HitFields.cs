using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>What hits are to carry besides id, score and date. Less is faster: with none of it no stored article is read.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
[Flags]
public enum HitFields
{
    /// <summary>Id, score and date alone.</summary>
    None = 0,

    /// <summary>The headline.</summary>
    Title = 1,

    /// <summary>The newspaper, agency or site.</summary>
    Source = 2,

    /// <summary>Where it can be read.</summary>
    Url = 4,

    /// <summary>The passage that shows why it matches.</summary>
    Snippet = 8,

    /// <summary>Everything.</summary>
    All = Title | Source | Url | Snippet,
}
