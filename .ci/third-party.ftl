<#-- No versions: the list changes when a library comes or goes, or changes its licence. -->
<#list dependencyMap as entry><#if entry.getKey().groupId != "org.gridauthz">
<#assign project = entry.getKey()/>
<#assign licences = entry.getValue()/>
${project.groupId}:${project.artifactId} | <#list licences as licence>${licence}<#if licence_has_next> or </#if></#list>
</#if></#list>
