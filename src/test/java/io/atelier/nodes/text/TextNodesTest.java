package io.atelier.nodes.text;

import io.atelier.nodes.NodeFamilyContract;
import java.util.Set;

class TextNodesTest extends NodeFamilyContract {
  TextNodesTest() {
    super(
        "text",
        Set.of(
            "CaseConverter",
            "RegexExtract",
            "RegexMatch",
            "RegexReplace",
            "StringCompare",
            "StringConcatenate",
            "StringContains",
            "StringLength",
            "StringReplace",
            "StringSubstring",
            "StringTrim"));
  }
}
