using System.Text.RegularExpressions;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>What a reader can click leads to something.</summary>
public sealed class LinkTests
{
    public static IEnumerable<TheoryDataRow<string>> Pages =>
        new[] { "README.md", "CHANGELOG.md", "tests/README.md" }
            .Concat(Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
                .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))
            .Select(static page => new TheoryDataRow<string>(page));

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        IEnumerable<string> dead = Regex.Matches(Repository.Read(page), @"\]\((?<to>[^)#]+)(#[^)]*)?\)")
            .Select(static link => link.Groups["to"].Value)
            .Where(static target => !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)));
        Assert.Empty(dead);
    }
}
